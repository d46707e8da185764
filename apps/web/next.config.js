/** @type {import('next').NextConfig} */
export default {
  transpilePackages: ['@switchyard-demo/ui'],
};
