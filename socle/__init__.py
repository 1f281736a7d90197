"""The ground that every domain stands on: clock, workflow, journal, durable jobs, outbox, files, produced documents, components."""
