package dev.weir.formats.hubble;

/** How Cilium writes names of the cluster, the node and DNS. */
final class Names {
    private Names() {}

    /** Empty for "default", which is what Cilium calls a cluster that nobody has named. */
    static String cluster(String name) {
        return name.equals("default") ? "" : name;
    }

    /** The cluster of {@code cluster/node}; older agents write the node alone. */
    static String clusterOf(String nodeName) {
        int slash = nodeName.indexOf('/');
        return slash < 0 ? "" : cluster(nodeName.substring(0, slash));
    }

    static String nodeOf(String nodeName) {
        return nodeName.substring(nodeName.indexOf('/') + 1);
    }

    static String withoutFinalDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The path of a URL; without query and fragment, which may hold secrets and tell nothing for a policy. */
    static String pathOf(String url) {
        int scheme = url.indexOf("://");
        int from = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        if (from < 0) {
            return "/";
        }
        int to = from;
        while (to < url.length() && url.charAt(to) != '?' && url.charAt(to) != '#') {
            to++;
        }
        return url.substring(from, to);
    }
}
