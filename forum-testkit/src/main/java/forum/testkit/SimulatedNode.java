package forum.testkit;

/// What a name on a [SimulatedDisk] stands for.
sealed interface SimulatedNode permits SimulatedFile, SimulatedFolder {}
