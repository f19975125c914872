import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convolutionsOf } from '../../docs/projects/handwritten-digits/demo/layers.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/layers.js').Topology} Topology */

const RELU = { fused_ops: { list: { s: ['BiasAdd', 'Relu'].map(btoa) } } };
const BIAS = { fused_ops: { list: { s: [btoa('BiasAdd')] } } };

/** @param {number} stride */
const strides = (stride) => ({ strides: { list: { i: ['1', stride, stride, '1'].map(String) } } });
/** @param {string} name @param {string} op @param {string[]} input @param {object} attr */
const node = (name, op, input = [], attr = {}) => ({ name, op, input, attr });
/** @param {string} name @param {number} side */
const kernel = (name, side) => ({ name, shape: [side, side, 1, 1] });
/** @param {Topology['nodes']} nodes @param {Topology['weights']} weights */
const layersOf = (nodes, weights) => convolutionsOf({ nodes, weights });
const image = node('image', 'Placeholder');
const constants = ['k1', 'k2', 'k3', 'b'].map((name) => node(name, 'Const'));

test('convolutions with pooling between them see more of the image each', () => {
  const pool = { ...strides(2), ksize: { list: { i: ['1', '2', '2', '1'] } } };
  const layers = layersOf(
    [
      ...constants,
      image,
      node('one', '_FusedConv2D', ['image', 'k1', 'b'], { ...strides(1), ...RELU }),
      node('scaled', 'Mul', ['one', 'b']),
      node('smaller', 'MaxPool', ['scaled'], pool),
      node('two', '_FusedConv2D', ['smaller', 'k2', 'b'], { ...strides(1), ...RELU }),
      node('flat', 'Reshape', ['two', 'b']),
    ],
    [kernel('k1', 3), kernel('k2', 3)],
  );
  assert.deepEqual(layers, [{ node: 'one', view: 3 }, { node: 'two', view: 8 }]);
});

test('strides take the place of pooling', () => {
  const layers = layersOf(
    [
      ...constants,
      image,
      node('one', '_FusedConv2D', ['image', 'k1', 'b'], { ...strides(2), ...RELU }),
      node('two', '_FusedConv2D', ['one', 'k2', 'b'], { ...strides(2), ...RELU }),
      node('three', '_FusedConv2D', ['two', 'k3', 'b'], { ...strides(1), ...RELU }),
    ],
    [kernel('k1', 5), kernel('k2', 3), kernel('k3', 3)],
  );
  assert.deepEqual(
    layers.map(({ view }) => view),
    [5, 5 + 2 * 2, 5 + 2 * 2 + 2 * 4],
  );
});

test('an activation of its own is where the maps are', () => {
  const layers = layersOf(
    [
      ...constants,
      image,
      node('one', 'Conv2D', ['image', 'k1'], strides(1)),
      node('scaled', 'Mul', ['one:0', 'b']),
      node('moved', 'AddV2', ['scaled', 'b']),
      node('active', 'Relu', ['moved']),
    ],
    [kernel('k1', 3)],
  );
  assert.deepEqual(layers, [{ node: 'active', view: 3 }]);
});

test('a convolution without activation, or that several take, is taken as it is', () => {
  const layers = layersOf(
    [
      ...constants,
      image,
      node('one', '_FusedConv2D', ['image', 'k1', 'b'], { ...strides(1), ...BIAS }),
      node('left', 'Relu', ['one']),
      node('right', 'Reshape', ['one', 'b']),
      node('two', '_FusedConv2D', ['left', 'k2', 'b'], { ...strides(1), ...BIAS }),
      node('flat', 'Reshape', ['two', 'b']),
    ],
    [kernel('k1', 3), kernel('k2', 3)],
  );
  assert.deepEqual(layers, [{ node: 'one', view: 3 }, { node: 'two', view: 5 }]);
});

test('a network without convolutions has no maps', () => {
  assert.deepEqual(layersOf([image, node('flat', 'Reshape', ['image', 'b'])], []), []);
});
