"""Claims: composed from coded encounters, checked, and written as the payer takes them."""
