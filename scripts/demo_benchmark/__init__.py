"""What the demo weighs and how fast it is, measured in a browser beside other ways to run it."""
