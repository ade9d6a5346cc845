"""dashboard.stats: worked examples, a slow second opinion for each rule, properties, and what pure noise gives."""
