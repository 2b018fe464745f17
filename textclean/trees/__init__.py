"""The learned trees as Python functions: a module for each model, written by `build`."""
