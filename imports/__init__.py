"""What arrives: bytes to rows, known formats, preview and commit."""
