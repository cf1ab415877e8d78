package dev.weir.policy.eval;

/**
 * An end of a connection with what the fast evaluator needs of it.
 *
 * @param podClass number of the pod's class; -1 if this end is no pod
 */
record Side(Endpoint endpoint, int podClass) {

    static final int NO_POD = -1;

    Side withoutAddress() {
        return new Side(endpoint.withoutAddress(), podClass);
    }
}
