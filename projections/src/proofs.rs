//! Proofs over the log's tree (RFC 6962 §2.1): that a record is in it, and that a later tree goes on from an
//! earlier one. Nothing is stored for them: the roots of full blocks are worked out once and kept at hand.

use crate::db::Db;
use crate::failed::Fault;
use crate::log::{Head, SELECT_SINCE, Stored, since};
use crate::merkle::{self, Frontier, Hash};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// How many records make a block: the width of a tile in C2SP's tlog-tiles.
const BLOCK: u64 = 256;
/// How many blocks are read at once.
const STEP: u64 = 32;

/// A record, and the proof that it is in the tree over so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The record's bytes, as they were hashed.
    pub record: String,
    /// Its place in the tree, from 0: its position in the log less one.
    pub index: u64,
    /// How many records the tree is over.
    pub size: u64,
    /// The tree's root.
    pub root: Hash,
    /// The hashes that lead from the record to the root, the lowest first.
    pub path: Vec<Hash>,
}

/// Two trees, and the proof that the second goes on from the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The root of the first.
    pub first: Hash,
    /// The root of the second.
    pub second: Hash,
    /// The hashes that lead from the first root to the second, the lowest first.
    pub path: Vec<Hash>,
}

/// The roots of the full blocks, as far as they were asked for: 32 bytes for each 256 records.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Mutex<Vec<Hash>>);

/// A part of the log's leaves: all full blocks, and the single leaves that a proof needs.
struct Leaves {
    blocks: Vec<Hash>,
    parts: Vec<(u64, Vec<Hash>)>,
}

impl Leaves {
    /// The root over some leaves that make a subtree.
    fn root(&self, leaves: Range<u64>) -> Result<Hash, Fault> {
        let missing = || Fault::corrupt("the log holds fewer records than its head says");
        let many = leaves.end - leaves.start;
        let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        if many == BLOCK {
            return self.blocks.get(at(leaves.start / BLOCK)).copied().ok_or_else(missing);
        }
        if many == 1 {
            let part = self.parts.iter().find(|(from, part)| leaves.start - from < part.len() as u64);
            let (from, part) = part.ok_or_else(missing)?;
            return part.get(at(leaves.start - from)).copied().ok_or_else(missing);
        }
        let (left, right) = split(leaves);
        Ok(merkle::node(&self.root(left)?, &self.root(right)?))
    }
}

/// Leaves as RFC 6962 parts them: the largest power of two that is less than all goes left.
fn split(leaves: Range<u64>) -> (Range<u64>, Range<u64>) {
    let many = leaves.end - leaves.start;
    let left = leaves.start + (1 << (many - 1).ilog2());
    (leaves.start..left, left..leaves.end)
}

/// The hashes that lead from one leaf to the root over all, the lowest first (RFC 6962 §2.1.1).
fn inclusion(
    index: u64,
    mut leaves: Range<u64>,
    root: impl Fn(Range<u64>) -> Result<Hash, Fault>,
) -> Result<Vec<Hash>, Fault> {
    let mut path = Vec::new();
    while leaves.end - leaves.start > 1 {
        let (left, right) = split(leaves);
        let (on, beside) = if index < right.start { (left, right) } else { (right, left) };
        path.push(root(beside)?);
        leaves = on;
    }
    path.reverse();
    Ok(path)
}

/// The hashes that show that the tree over all goes on from the one over the first so many (RFC 6962 §2.1.2).
fn consistency(
    first: u64,
    mut leaves: Range<u64>,
    root: impl Fn(Range<u64>) -> Result<Hash, Fault>,
) -> Result<Vec<Hash>, Fault> {
    let mut path = Vec::new();
    let mut whole = true;
    while first < leaves.end {
        let (left, right) = split(leaves);
        if first <= right.start {
            path.push(root(right)?);
            leaves = left;
        } else {
            path.push(root(left)?);
            (leaves, whole) = (right, false);
        }
    }
    // The verifier has the earlier root already.
    if !whole {
        path.push(root(leaves)?);
    }
    path.reverse();
    Ok(path)
}

impl Blocks {
    fn known(&self) -> Vec<Hash> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The roots of the full blocks among the first so many records.
    async fn upto(&self, db: &Db, size: u64) -> Result<Vec<Hash>, Fault> {
        let mut blocks = self.known();
        let wanted = usize::try_from(size / BLOCK).unwrap_or(usize::MAX);
        while blocks.len() < wanted {
            let from = blocks.len() as u64 * BLOCK;
            let upto = (from + STEP * BLOCK).min(size / BLOCK * BLOCK);
            for block in leaves(db, from..upto).await?.chunks(usize::try_from(BLOCK).unwrap_or(usize::MAX)) {
                let mut frontier = Frontier::default();
                block.iter().for_each(|leaf| frontier.push(*leaf));
                blocks.push(frontier.root());
            }
            // The log does not change, so it does not matter who was first.
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() < blocks.len() {
                known.clone_from(&blocks);
            }
        }
        blocks.truncate(wanted);
        Ok(blocks)
    }

    /// The leaves that proofs about these places need.
    async fn around(&self, db: &Db, places: &[u64], size: u64) -> Result<Leaves, Fault> {
        let mut found = Leaves { blocks: self.upto(db, size).await?, parts: Vec::new() };
        for place in places {
            let from = place / BLOCK * BLOCK;
            if from < size && !found.parts.iter().any(|(known, _)| *known == from) {
                found.parts.push((from, leaves(db, from..(from + BLOCK).min(size)).await?));
            }
        }
        Ok(found)
    }

    /// A record by its position, and the proof that it is the last of the log as it was right after it; none past
    /// the end. What comes later changes nothing of it.
    pub(crate) async fn prove(&self, db: &Db, position: i64) -> Result<Option<Proven>, Fault> {
        let head = Head::fetch(db).await?;
        let whole = head.frontier.leaves();
        let Some(index) = u64::try_from(position - 1).ok().filter(|index| *index < whole) else { return Ok(None) };
        let rows = db.fetch(SELECT_SINCE, &since(position - 1, 1)).await?;
        let stored = Stored::read(rows.first().ok_or_else(|| Fault::corrupt("a record is missing"))?)?;
        let around = self.around(db, &[index, whole], whole).await?;
        if around.root(0..whole)? != head.root {
            return Err(Fault::corrupt("the records are not those that the head row was computed from"));
        }
        let size = index + 1;
        let path = inclusion(index, 0..size, |leaves| around.root(leaves))?;
        Ok(Some(Proven { record: stored.encode(), index, size, root: around.root(0..size)?, path }))
    }

    /// The trees over the first so many records and over so many more; none unless there are so many.
    pub(crate) async fn compare(&self, db: &Db, first: u64, second: u64) -> Result<Option<Compared>, Fault> {
        let size = Head::fetch(db).await?.frontier.leaves();
        if first == 0 || first > second || second > size {
            return Ok(None);
        }
        let around = self.around(db, &[first, second], second).await?;
        let path = consistency(first, 0..second, |leaves| around.root(leaves))?;
        Ok(Some(Compared { first: around.root(0..first)?, second: around.root(0..second)?, path }))
    }
}

/// The hashes of some records.
async fn leaves(db: &Db, range: Range<u64>) -> Result<Vec<Hash>, Fault> {
    let place = |place: u64| i64::try_from(place).map_err(|_| Fault::corrupt("a position is too large"));
    let rows = db.fetch(SELECT_SINCE, &since(place(range.start)?, place(range.end - range.start)?)).await?;
    rows.iter().map(|row| Ok(Stored::read(row)?.leaf())).collect()
}

/// The root that a path leads to from a leaf in a tree of so many (RFC 9162 §2.1.3.2); none where the path is not
/// as long as it must be.
#[must_use]
pub fn climb(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    let (mut place, mut last) = (index, size.checked_sub(1).filter(|last| index <= *last)?);
    let mut hash = leaf;
    for beside in path {
        if last == 0 {
            return None;
        }
        if place & 1 == 1 || place == last {
            hash = merkle::node(beside, &hash);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            hash = merkle::node(&hash, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use sha2::Sha256;

    fn trees(size: u64) -> (Vec<Hash>, MemoryBackedTree<Sha256, Vec<u8>>) {
        let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        let bytes = (0..size).map(|leaf| leaf.wrapping_mul(0x9e37_79b9).to_be_bytes().to_vec());
        let ours = bytes.map(|bytes| {
            theirs.push(bytes.clone());
            merkle::leaf(&bytes)
        });
        (ours.collect(), theirs)
    }

    fn root(ours: &[Hash]) -> impl Fn(Range<u64>) -> Result<Hash, Fault> {
        |leaves: Range<u64>| {
            let mut frontier = Frontier::default();
            let range = usize::try_from(leaves.start).unwrap()..usize::try_from(leaves.end).unwrap();
            ours[range].iter().for_each(|leaf| frontier.push(*leaf));
            Ok(frontier.root())
        }
    }

    #[test]
    fn proofs_are_those_that_another_implementation_gives() {
        for size in [1, 2, 3, 7, 8, 9, 255, 256, 257, 600] {
            let (ours, theirs) = trees(size);
            let whole = theirs.root();
            for index in (0..size).step_by(1 + usize::try_from(size / 40).unwrap()) {
                let path = inclusion(index, 0..size, root(&ours)).unwrap();
                assert_eq!(
                    path.concat(),
                    theirs.prove_inclusion(usize::try_from(index).unwrap()).as_bytes(),
                    "{index} of {size}"
                );
                let leaf = ours[usize::try_from(index).unwrap()];
                assert_eq!(climb(leaf, index, size, &path).unwrap()[..], whole.as_bytes()[..]);
                assert_ne!(climb(leaf, index ^ 1, size, &path), Some(root(&ours)(0..size).unwrap()));
                assert_eq!(climb(leaf, index, size, &path[..path.len().saturating_sub(1)]).filter(|_| size > 1), None);
                if index > 0 {
                    let proof = theirs.prove_consistency(usize::try_from(size - index).unwrap());
                    let ours = consistency(index, 0..size, root(&ours)).unwrap();
                    assert_eq!(ours.concat(), proof.as_bytes(), "from {index} to {size}");
                }
            }
        }
    }
}
