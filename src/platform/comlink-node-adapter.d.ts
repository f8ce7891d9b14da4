// comlink ships this module's types under a path that "nodenext" does not resolve.
declare module "comlink/dist/esm/node-adapter.mjs" {
  const nodeEndpoint: unknown;
  export default nodeEndpoint;
}
