export default function archiver(): never {
  throw new Error('no asset of this project is a folder');
}
