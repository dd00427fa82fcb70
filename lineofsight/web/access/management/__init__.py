"""Commands for whoever runs the service in production."""
