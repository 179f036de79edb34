"""Engine against twin: worlds generated at random, compared in every whole number."""
