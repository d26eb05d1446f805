"""The public front: what a stranger reads of the model, without an account, a cookie or a script."""
