package dev.weir.recommender.out;

/**
 * A policy as it is to lie in the folder.
 *
 * @param cluster cluster of the workload, the first folder
 * @param namespace its namespace, the second folder
 * @param workload its name, the file's name without {@code .yaml}; where workloads of two kinds have one name, their
 *     policies share the file as two documents
 * @param yaml the file's text
 */
public record PolicyFile(String cluster, String namespace, String workload, String yaml) {}
