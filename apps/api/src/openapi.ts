import { documentOfRoutes } from './document-of-routes.js';

// Prints the OpenAPI document.
process.stdout.write(`${JSON.stringify(await documentOfRoutes(), null, 2)}\n`);
