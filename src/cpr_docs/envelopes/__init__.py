"""Documents that go out together: print runs and packs."""
