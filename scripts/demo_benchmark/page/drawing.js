/** What is read first: strokes for the demo, and an image for those that take nothing else. */

/** A seven, in one stroke. */
export const STROKES = [
  [
    [20, 10],
    [80, 10],
    [45, 90],
  ],
];

const SIZE = 28;

/** A one: a bar of the digit's height in the middle of the image. */
export const IMAGE = Float32Array.from({ length: SIZE * SIZE }, (_, place) => {
  const [row, column] = [Math.floor(place / SIZE), place % SIZE];
  return row >= 4 && row < 24 && column >= 13 && column < 15 ? 1 : 0;
});
