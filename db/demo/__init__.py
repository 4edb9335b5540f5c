"""A believable department from one seed: it feeds the first run, the tests and the screenshots."""
