"""Questions about facts that the demo knows, and refusals of those that it does not."""
