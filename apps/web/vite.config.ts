import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Our own packages are taken from their TypeScript, so that no other build has to run first. */
const source = '@dripemails/source';

/**
 * Everything that imports React is bundled for the server too: the workspace root may hold another
 * major version of React than the 18 that Remix 2 needs, and two copies break hooks.
 */
const importsReact = [
  /^@remix-run\/react/,
  /^react-router/,
  /^@radix-ui\//,
  'radix-ui',
  'lucide-react',
  /^@conform-to\//,
  /^@floating-ui\//,
  /^react-remove-scroll/,
  'react-style-singleton',
  /^use-(callback-ref|sidecar)/,
  'aria-hidden',
];

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix({
      ignoredRouteFiles: ['**/*.spec.*'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
      },
    }),
  ],
  resolve: {
    dedupe: ['react', 'react-dom', 'react-router', 'react-router-dom'],
    conditions: [source, ...defaultClientConditions],
  },
  ssr: { noExternal: importsReact, resolve: { conditions: [source, ...defaultServerConditions] } },
  // Found at the start instead of on the first visit, which would reload the page in the middle of it.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.{ts,tsx}'] },
  server: { port: 3000, strictPort: true },
});
