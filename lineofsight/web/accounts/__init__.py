"""People who sign in: who they are in the service, which teams they belong to and since when."""
