import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Set-ups compile the probe, on machines that may be busy.
    hookTimeout: 60_000,
    // Two cores are the smallest machine we promise; real-memory tests must not starve each other.
    maxWorkers: 2,
  },
});
