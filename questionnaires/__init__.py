"""One engine for every questionnaire: definitions, frozen versions, forms, answers."""
