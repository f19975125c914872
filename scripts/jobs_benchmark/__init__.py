"""What more folds, images and workers cost in jobs of the baseline's cross-validation."""
