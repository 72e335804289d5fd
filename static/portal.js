// Small help for the keyboard, forms and waiting; every page works without it.
