"""The code systems of US billing, one module each."""
