"""What we hand over: the readiness document and its forms."""
