//! The right edge of an RFC 6962 tree: all that is needed to add leaves and to know the root.

use crate::failed::Fault;
use sha2::{Digest, Sha256};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// The hash of a leaf (RFC 6962 §2.1): a zero byte sets it apart from an inner node.
#[must_use]
pub fn leaf(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

pub(crate) fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The roots of the perfect subtrees that the leaves so far fill, largest first: one for each bit that
/// is set in their number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    leaves: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// The bytes are not those of a tree with so many leaves.
    pub fn from_bytes(leaves: u64, bytes: &[u8]) -> Result<Self, Fault> {
        let (peaks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() || peaks.len() != leaves.count_ones() as usize {
            return Err(Fault::corrupt("the head row's frontier does not fit its position"));
        }
        Ok(Self { leaves, peaks: peaks.to_vec() })
    }

    /// Its hashes, one after the other.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// How many leaves there are.
    #[must_use]
    pub fn leaves(&self) -> u64 {
        self.leaves
    }

    /// Adds a leaf, given its hash.
    pub fn push(&mut self, mut hash: Hash) {
        // Each set bit at the low end is a subtree as large as the one in hand: they merge, like a carry.
        for _ in 0..self.leaves.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.leaves += 1;
    }

    /// The root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Sha256::digest([]).into() };
        peaks.fold(*last, |right, left| node(left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    #[test]
    fn the_root_is_the_one_another_implementation_finds() {
        let mut ours = Frontier::default();
        let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        for size in 0_u32..600 {
            assert_eq!(ours.root()[..], theirs.root().as_bytes()[..], "at {size} leaves");
            let stored = Frontier::from_bytes(ours.leaves(), &ours.to_bytes()).unwrap();
            assert_eq!(stored, ours);
            let bytes = size.wrapping_mul(2_654_435_761).to_be_bytes().to_vec();
            ours.push(leaf(&bytes));
            theirs.push(bytes);
        }
    }

    #[test]
    fn a_frontier_that_does_not_fit_is_refused() {
        assert!(Frontier::from_bytes(3, &[0; 32]).is_err());
        assert!(Frontier::from_bytes(1, &[0; 31]).is_err());
    }
}
