export const openPicture = null;
