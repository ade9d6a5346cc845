"""Pure statistics: numbers in, numbers out. No words, no colours, no clock; nothing is missing without a reason."""
