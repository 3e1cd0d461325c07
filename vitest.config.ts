import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The package imports JSON without the attribute that Node demands; vite resolves it when inlined.
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
