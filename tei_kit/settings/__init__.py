"""What a person sets: options, metadata, and profiles of families of documents."""
