"""The command line: what can be asked of `python -m gamify`, how it is done, what is printed."""
