"""Line of Sight: from the boardroom to the child, for an English authority's children's social care.

``__version__`` is the product's, by Semantic Versioning. The catalogue of standards and indicators has a version of its
own, because a change of definition changes figures and a change of program must not.
"""

__version__ = "0.1.0"
