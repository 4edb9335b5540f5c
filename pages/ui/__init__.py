"""What the pages share: the frame, reads (all caching), the board, charts and parts."""
