"""Reading of XML that all parts share: trees, events, the prolog, addresses and names."""
