"""The API for programs: tokens, what they send, what they may read, and its document."""
