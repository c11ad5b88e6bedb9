/** Keys of a patch that say how to merge instead of what. */
export const directive = '$patch'
export const retainKeys = '$retainKeys'
export const deleteFromList = '$deleteFromPrimitiveList'
export const elementOrder = '$setElementOrder'
