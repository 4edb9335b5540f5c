"""Sources that are read by themselves: what each ticket system says, declared in a file each."""
