"""One file per screen; each is run by the frame in `pages/ui/frame.py`."""
