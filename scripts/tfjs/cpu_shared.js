/** The plain JavaScript that the WASM backend borrows from the CPU backend for short vectors. */
export { concatImpl } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Concat_impl.js';
export { sliceImpl } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Slice.js';

const notBundled = undefined;
export {
  notBundled as rangeImpl,
  notBundled as stringNGramsImpl,
  notBundled as stringSplitImpl,
  notBundled as stringToHashBucketFastImpl,
  notBundled as uniqueImpl,
};
