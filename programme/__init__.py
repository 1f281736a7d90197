"""The frame of the programme: editions, dispositifs, budget lines, ledger, quotas."""
