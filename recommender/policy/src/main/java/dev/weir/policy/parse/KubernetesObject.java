package dev.weir.policy.parse;

/** An object of any kind, before it is known what to make of it. */
record KubernetesObject(String apiVersion, String kind, Fields fields) {

    boolean is(String wantedVersion, String wantedKind) {
        return apiVersion.equals(wantedVersion) && kind.equals(wantedKind);
    }
}
