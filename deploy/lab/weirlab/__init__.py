"""The lab: one scenario, told to the kernel, to Kubernetes' inventory, to the truth file and to Hubble's format."""
