raise RuntimeError("made to fail")
