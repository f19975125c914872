/**
 * The convolutions of a graph: which of its nodes give maps of the image, and how much of the
 * image a unit of each looks at. Found by what the nodes do and how they are connected, not by
 * their names, for every network has its own. No DOM, no TensorFlow.js.
 */

/**
 * A node of a graph model, as its file has it.
 * @typedef {object} GraphNode
 * @property {string} name
 * @property {string} op
 * @property {string[]} [input] names, some with the number of an output behind a colon
 * @property {Record<string, any>} [attr]
 */

/**
 * @typedef {object} Layer
 * @property {string} node whose output are the maps, after the activation
 * @property {number} view side of the square of the image that a unit looks at, in pixels
 */

/**
 * @typedef {object} Topology
 * @property {readonly GraphNode[]} nodes
 * @property {readonly { name: string, shape: number[] }[]} weights
 */

/** @typedef {{ view: number, jump: number }} Sight what units see, and how far apart they look */

const CONVOLUTIONS = new Set(['Conv2D', '_FusedConv2D', 'DepthwiseConv2dNative']);
const POOLINGS = new Set(['MaxPool', 'AvgPool']);
/** What may stand between a convolution and its activation. */
const BETWEEN = new Set(['BiasAdd', 'Mul', 'AddV2', 'Add', 'FusedBatchNormV3']);
const ACTIVATIONS = new Set(['Relu', 'Relu6', 'LeakyRelu', 'Elu']);

/**
 * @param {Topology} topology
 * @returns {Layer[]} nearest to the image first; none where there is no convolution
 */
export function convolutionsOf({ nodes, weights }) {
  const graph = new Graph(nodes, weights);
  return nodes
    .filter(({ op }) => CONVOLUTIONS.has(op))
    .map((node) => ({ node: graph.activated(node).name, view: graph.sightOf(node).view }))
    .sort((a, b) => a.view - b.view);
}

/** Who takes what from whom. */
class Graph {
  #nodes;
  #shapes;

  /**
   * @param {readonly GraphNode[]} nodes
   * @param {readonly { name: string, shape: number[] }[]} weights
   */
  constructor(nodes, weights) {
    this.#nodes = nodes;
    this.#shapes = new Map(weights.map(({ name, shape }) => [name, shape]));
  }

  /**
   * Where the activation of a convolution is: in the node itself, or in one that alone takes
   * what comes of it; without one, the convolution as it is.
   * @param {GraphNode} convolution
   */
  activated(convolution) {
    if (fusedOps(convolution).some((op) => ACTIVATIONS.has(op))) return convolution;
    let node = convolution;
    for (;;) {
      const takers = this.#takersOf(node);
      if (takers.length !== 1) return convolution;
      [node] = takers;
      if (ACTIVATIONS.has(node.op)) return node;
      if (!BETWEEN.has(node.op)) return convolution;
    }
  }

  /**
   * See "receptive field": each layer sees as many more of the places before it as its kernel
   * is larger than one, and these lie as far apart as all strides before it say.
   * @param {GraphNode} node
   * @returns {Sight}
   */
  sightOf(node) {
    const before = this.#before(node);
    if (before === undefined) return { view: 1, jump: 1 };
    const { view, jump } = this.sightOf(before);
    const kernel = this.#kernelOf(node);
    if (kernel === null) return { view, jump };
    const stride = Number(node.attr?.strides?.list?.i?.[1] ?? 1);
    return { view: view + (kernel - 1) * jump, jump: jump * stride };
  }

  /** The node that the image comes through. @param {GraphNode} node */
  #before(node) {
    const inputs = (node.input ?? []).map((name) => this.#named(name));
    return inputs.find((input) => input !== undefined && input.op !== 'Const');
  }

  /** @param {GraphNode} node @returns {number | null} null where it looks at single places */
  #kernelOf({ op, input = [], attr }) {
    if (POOLINGS.has(op)) return Number(attr?.ksize?.list?.i?.[1] ?? 1);
    if (!CONVOLUTIONS.has(op)) return null;
    return this.#shapes.get(plain(input[1]))?.[0] ?? null;
  }

  /** @param {GraphNode} node */
  #takersOf({ name }) {
    return this.#nodes.filter(({ input = [] }) => input.some((each) => plain(each) === name));
  }

  /** @param {string} name */
  #named(name) {
    return this.#nodes.find((node) => node.name === plain(name));
  }
}

/** @param {GraphNode} node @returns {string[]} */
function fusedOps({ attr }) {
  return (attr?.fused_ops?.list?.s ?? []).map(atob); // text is in base64 in these files
}

/** The name of a node, without the number of its output. @param {string} name */
function plain(name) {
  return name.replace(/^\^/, '').replace(/:\d+$/, '');
}
