//! Finds a browser and its driver.
