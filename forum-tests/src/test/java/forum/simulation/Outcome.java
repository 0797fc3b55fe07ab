package forum.simulation;

import forum.testkit.SimulatedNetwork;

/// What a run came to.
///
/// @param nanos simulated time
/// @param submitted changes that were asked for
/// @param acknowledged changes that were answered
/// @param entries in the journal
/// @param journal hash of all of it
/// @param tally what has happened
record Outcome(
    long nanos,
    long submitted,
    long acknowledged,
    long entries,
    int journal,
    int starts,
    int crashes,
    long diskCalls,
    SimulatedNetwork.Counters network,
    Tally tally) {}
