"""XML as every part reads it: trees, events, the prolog, addresses and the names."""
