/** The workflows of the bundle. */
export { cascade } from './cascade.js';
export { nightly } from './nightly.js';
export { notify } from './notify.js';
export { plan } from './plan.js';
