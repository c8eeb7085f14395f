/** Style sheets are collected by the build; importing one has no value. */
declare module '*.css';
