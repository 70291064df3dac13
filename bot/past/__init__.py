"""A rehearsal's past: days played through the real actions before anybody looks, so that figures have a trend."""
